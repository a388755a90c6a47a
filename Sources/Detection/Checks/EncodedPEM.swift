internal import Model

/// A PEM file in base64, as kubeconfigs (`client-key-data`) and Kubernetes secrets keep it.
enum EncodedPEM {
    static func evidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let plain = Base64Text.decode(text), plain.starts(with: Array("-----BEGIN ".utf8)) else {
            return [.structureWrong]
        }
        return plain.withUnsafeBytes { PEMBlock.evidence(for: $0) }
    }
}
