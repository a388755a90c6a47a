/// The five characters that XML has names for (https://www.w3.org/TR/xml/#sec-predefined-ent), in secrets: a password in
/// an element is the one in a script that knows no entities.
enum XMLEntities {
    private static let all: [(name: StaticString, byte: UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")), ("&#39;", UInt8(ascii: "'")),
    ]

    /// nil where there are none.
    static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.contains(UInt8(ascii: "&")), text.contains(UInt8(ascii: ";")) else { return nil }
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            let rest = text[position...]
            let entity = rest.first == UInt8(ascii: "&") ? all.first { rest.starts(with: bytes(of: $0.name)) } : nil
            result.append(entity?.byte ?? text[position])
            position += entity?.name.utf8CodeUnitCount ?? 1
        }
        return result.count < text.count ? result : nil
    }

    private static func bytes(of name: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    }
}
