internal import Model

/// Placeholders in base64, as charts and manifests of Kubernetes have them: the text of `YOUR-KEY-HERE`.
enum EncodedPlaceholder {
    /// Longer ones are files.
    private static let greatestLength = 120

    static func matches(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count >= 12, value.count <= greatestLength, value.count % 4 == 0,
            let text = Base64Text.decode(value), text.first != UInt8(ascii: "{"),
            text.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return false }
        return text.withUnsafeBytes { ValueJudge.isPlaceholder($0) || FillerWords.areIn($0) }
    }
}
