private import CBytes

extension Array<UInt8> {
    /// Overwrites the bytes with zeros, which the optimiser may not leave out. Other copies stay: an array that is not the
    /// only owner of its bytes wipes a copy.
    mutating func wipe() {
        withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            explicit_bzero(base, bytes.count)
        }
    }
}
