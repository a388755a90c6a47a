internal import Model

/// A message of NTLM in base64: eight bytes of signature, and its type (MS-NLMP, 2.2.1). Only the third, the answer to a
/// challenge, is made with the password.
enum NTLMMessage {
    static func evidence(for secret: UnsafeRawBufferPointer) -> EvidenceSet {
        // Its first sixteen characters are twelve whole bytes.
        guard secret.count >= 16,
            let head = Base64Text.decode(UnsafeRawBufferPointer(rebasing: secret[..<16])), head.count == 12,
            head[8] == 3, head[9...].allSatisfy({ $0 == 0 })
        else { return [.structureWrong] }
        return []
    }
}
