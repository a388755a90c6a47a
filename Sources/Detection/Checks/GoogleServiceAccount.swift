internal import CBytes
internal import Model

/// A Google service-account key file names its account and holds a key; a form with the fields left empty is none.
enum GoogleServiceAccount {
    static func evidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        let isWhole = ["private_key", "BEGIN PRIVATE KEY", "client_email"].allSatisfy { contains(text, Array($0.utf8)) }
        return isWhole ? [.structureValid] : []
    }

    private static func contains(_ text: UnsafeRawBufferPointer, _ wanted: [UInt8]) -> Bool {
        guard let base = text.baseAddress else { return false }
        return memmem(base, text.count, wanted, wanted.count) != nil
    }
}
