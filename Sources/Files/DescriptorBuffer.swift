#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// What goes to a file descriptor, gathered into large writes.
///
/// Once something has failed nothing more is written; `failure` says what it was.
struct DescriptorBuffer {
    let descriptor: Int32
    /// Nil while all is well.
    var failure: SystemError?
    private var buffer: [UInt8] = []
    /// In bytes: system calls cost nothing beside the writing from here on.
    private static let size = 1 << 16

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    mutating func append(_ bytes: some Collection<UInt8>) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.size { flush() }
    }

    mutating func flush() {
        var start = 0
        while start < buffer.count, failure == nil {
            let count = buffer[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno != EINTR { failure = .last }
            } else {
                start += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
