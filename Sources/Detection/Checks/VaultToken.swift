internal import Model

/// Tokens of HashiCorp Vault: behind the prefix stand 24 characters, or the protobuf message of a token that carries its
/// own state, which has 90 and more (https://developer.hashicorp.com/vault/docs/concepts/tokens).
enum VaultToken {
    private static let random = 24
    private static let leastState = 80

    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let dot = token.firstIndex(of: UInt8(ascii: ".")) else { return [.structureWrong] }
        let body = token.count - dot - 1
        return body == random || body >= leastState ? [] : [.structureWrong]
    }
}
