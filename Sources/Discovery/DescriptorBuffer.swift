private import Foundation

/// What goes to a file descriptor, gathered into large writes.
///
/// Once something has failed nothing more is written; `failure` says what it was.
package struct DescriptorBuffer {
    package let descriptor: Int32
    /// An error number; nil while all is well.
    package var failure: Int32?
    private var buffer: [UInt8] = []
    private static let size = 1 << 16

    package init(_ descriptor: Int32) { self.descriptor = descriptor }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.size { flush() }
    }

    package mutating func flush() {
        var start = 0
        while start < buffer.count, failure == nil {
            let count = buffer[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno != EINTR { failure = errno }
            } else {
                start += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
