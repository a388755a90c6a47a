internal import Model

/// The fields of a shared access signature: what is not there says that it is a form to be filled in.
/// Source: learn.microsoft.com/rest/api/storageservices, “Create an account SAS” and “Create a service SAS”.
enum AzureSharedAccessSignature {
    /// - Parameter query: `name=value` pairs with `&` between, perhaps behind a URL.
    static func evidence(for query: UnsafeRawBufferPointer) -> EvidenceSet {
        let fields = fields(of: query)
        guard let signature = fields["sig"], isDigest(signature) else { return [.structureWrong] }
        let isTimed = fields["se"] != nil || fields["si"] != nil || fields["ske"] != nil
        return isTimed && (fields["sv"] != nil || fields["sr"] != nil) ? [.structureValid] : []
    }

    private static func fields(of query: UnsafeRawBufferPointer) -> [String: [UInt8]] {
        var fields: [String: [UInt8]] = [:]
        for pair in query.split(whereSeparator: {
            [UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: ";")].contains($0)
        }) {
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            // `SharedAccessSignature=sv=…`: the name before is none of the fields.
            let name = String(decoding: pair[..<sign], as: UTF8.self)
            if name == "SharedAccessSignature", let next = pair[(sign + 1)...].firstIndex(of: UInt8(ascii: "=")) {
                fields[String(decoding: pair[(sign + 1)..<next], as: UTF8.self)] = Array(pair[(next + 1)...])
            } else {
                fields[name.filter { $0.isLetter }] = Array(pair[(sign + 1)...])
            }
        }
        return fields
    }

    /// An HMAC-SHA-256 in base64, percent-encoded or not: 32 bytes.
    private static func isDigest(_ value: [UInt8]) -> Bool {
        var plain: [UInt8] = []
        var index = 0
        while index < value.count {
            if value[index] == UInt8(ascii: "%"), index + 2 < value.count,
                let high = Hexadecimal.value(of: value[index + 1]),
                let low = Hexadecimal.value(of: value[index + 2])
            {
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(value[index])
                index += 1
            }
        }
        return Base64Text.decode(plain)?.count == 32
    }
}
