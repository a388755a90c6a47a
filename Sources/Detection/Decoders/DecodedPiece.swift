internal import Model

/// Decoded text with some of what stood around it, and where each of its bytes comes from.
///
/// The text before an encoded value names it (`password: `), and the quote behind ends it, so that rules see what they
/// would see had the value never been encoded.
struct DecodedPiece {
    /// Where decoded bytes come from in the content that held them encoded.
    enum Origin {
        /// Six bits a character, from `start` on.
        case base64(start: Int)
        /// As `base64`, in characters that do not adjoin: where each stands.
        case scatteredBase64([UInt32])
        /// So many characters for each byte.
        case fixed(start: Int, width: Int)
        /// For each byte where its characters begin; one more for the end.
        case units([UInt32])
        /// Compressed: any byte may depend on all of the span.
        case span(ByteSpan)
    }

    /// Context, decoded bytes, context.
    private(set) var bytes: [UInt8] = []
    let encoding: String
    private let origin: Origin
    private let before: ByteSpan
    private let decodedCount: Int
    private let after: ByteSpan

    /// - Parameters:
    ///   - before, after: what to keep of the content on both sides.
    init(
        _ decoded: [UInt8], encoding: String, origin: Origin, before: ByteSpan, after: ByteSpan,
        of content: UnsafeRawBufferPointer
    ) {
        bytes.reserveCapacity(before.count + decoded.count + after.count)
        bytes.append(contentsOf: content[before.start..<before.end])
        bytes.append(contentsOf: decoded)
        bytes.append(contentsOf: content[after.start..<after.end])
        self.encoding = encoding
        self.origin = origin
        self.before = before
        self.after = after
        decodedCount = decoded.count
    }

    /// The decoded bytes alone.
    var decoded: ByteSpan { ByteSpan(before.count, before.count + decodedCount) }

    /// Where a span of `bytes` comes from.
    func source(of span: ByteSpan) -> ByteSpan {
        guard !span.isEmpty else { return ByteSpan(place(span.start).start, place(span.start).start) }
        return ByteSpan(place(span.start).start, place(span.end - 1).end)
    }

    /// Whether anything in a span of `bytes` stood there in another form.
    func changes(_ span: ByteSpan) -> Bool { source(of: span).count != span.count }

    /// Whether what stands right beside a span, which stood there as it is, is another byte now: `3D` and a token are one
    /// word, `%3D` and a token are two.
    func changesBeside(_ span: ByteSpan) -> Bool {
        func isChanged(_ first: Int) -> Bool {
            first >= 0 && first + 1 < bytes.count && source(of: ByteSpan(first, first + 2)).count != 2
        }
        return isChanged(span.start - 1) || isChanged(span.end - 1)
    }

    private func place(_ index: Int) -> ByteSpan {
        if index < before.count { return ByteSpan(before.start + index, before.start + index + 1) }
        let byte = index - before.count
        if byte >= decodedCount {
            let place = min(after.start + byte - decodedCount, max(after.end, after.start))
            return ByteSpan(place, place + 1)
        }
        switch origin {
        case .base64(let start): return ByteSpan(start + byte * 8 / 6, start + (byte * 8 + 7) / 6 + 1)
        case .scatteredBase64(let characters):
            return ByteSpan(Int(characters[byte * 8 / 6]), Int(characters[(byte * 8 + 7) / 6]) + 1)
        case .fixed(let start, let width): return ByteSpan(start + byte * width, start + (byte + 1) * width)
        case .units(let starts): return ByteSpan(Int(starts[byte]), Int(starts[byte + 1]))
        case .span(let span): return span
        }
    }
}
