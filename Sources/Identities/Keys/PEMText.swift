import Model

/// PEM blocks (RFC 7468) as they stand in files: with real or escaped line breaks, indented, quoted.
package struct PEMText: Sendable {
    /// `RSA PRIVATE KEY`, `CERTIFICATE`…
    package let label: String
    /// Lines such as `Proc-Type: 4,ENCRYPTED`.
    package let headers: [String]
    /// What the base64 between the lines stands for.
    package let body: [UInt8]

    /// The first block of a text.
    package init?(_ text: String) {
        guard let block = PEMText.blocks(in: text, limit: 1).first else { return nil }
        self = block
    }

    private init(label: String, headers: [String], body: [UInt8]) {
        self.label = label
        self.headers = headers
        self.body = body
    }

    /// All blocks that decode, in order.
    package static func blocks(in text: String, limit: Int = .max) -> [PEMText] {
        let flat = text.replacing("\\r", with: "").replacing("\\n", with: "\n")
        var blocks: [PEMText] = []
        var rest = Substring(flat)
        while blocks.count < limit, let begin = rest.firstRange(of: "-----BEGIN ") {
            rest = rest[begin.upperBound...]
            guard let close = rest.firstRange(of: "-----") else { break }
            let label = String(rest[..<close.lowerBound])
            rest = rest[close.upperBound...]
            guard label.count < 64, let end = rest.firstRange(of: "-----END \(label)-----") else { continue }
            var headers: [String] = []
            var base64 = ""
            for line in rest[..<end.lowerBound].textLines {
                let line = line.filter { !$0.isWhitespace && !"\"'`,#*;>|+".contains($0) || $0 == "+" || $0 == " " }
                if line.contains(":") {
                    headers.append(String(line))
                } else if line.first != "=" {
                    base64 += line.filter { $0 != " " && $0 != "." }
                }
            }
            rest = rest[end.upperBound...]
            if let body = Base64Text.decode(base64.filter { $0 != "\\" }) {
                blocks.append(PEMText(label: label, headers: headers, body: body))
            }
        }
        return blocks
    }
}
