private import Foundation
private import RuleFormat
private import SafeFormats

/// Build-time tool: reads Rules/*.yaml and writes the Swift file that carries them in the binary.
/// usage: RuleCompiler OUTPUT RULEFILE…
@main
struct RuleCompiler {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let output = arguments.first, arguments.count > 1 else {
            stop("usage: RuleCompiler OUTPUT RULEFILE…")
        }
        var rules: [RuleDefinition] = []
        var faults: [FileFault] = []
        for file in arguments.dropFirst().sorted() {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                stop("\(file): cannot be read as UTF-8")
            }
            let result = RuleFile.rules(in: text, file: file)
            rules += result.rules
            faults += result.faults
        }
        for fault in faults { FileHandle.standardError.write(Data("error: \(fault)\n".utf8)) }
        let repeated = Dictionary(grouping: rules, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
        if !repeated.isEmpty { stop("rule ids used twice: \(repeated.joined(separator: ", "))") }
        if !faults.isEmpty { exit(1) }

        rules.sort { $0.id < $1.id }
        // What start-up would have to work out is worked out here.
        for number in rules.indices { rules[number].anchorLead = rules[number].workedOutLead() }
        let index = AnchorIndex(rules, detectsGeneric: true).encoded
        // The least length of all rules whose keys begin so.
        let beginnings = Dictionary(
            rules.flatMap { TokenBeginning.beginnings(of: $0) }.map { ($0.literal, $0.leastLength) },
            uniquingKeysWith: min)
        let beginningText = beginnings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
            separator: "\n")
        let source = """
            // Written by RuleCompiler from Rules/*.yaml at build time.
            enum EmbeddedRules {
                static let archive: StaticString = "\(literal(RuleArchive.encode(rules)))"
                static let anchorNumbers: StaticString = "\(literal(index.numbers))"
                static let anchorText: StaticString = "\(literal(index.text))"
                static let beginnings: StaticString = "\(literal(beginningText))"
            }

            """
        do {
            try source.write(toFile: output, atomically: true, encoding: .utf8)
        } catch {
            stop("cannot write \(output): \(error)")
        }
    }

    static func literal(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count * 5 / 4)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    result += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    static func stop(_ message: String) -> Never {
        FileHandle.standardError.write(Data("error: \(message)\n".utf8))
        exit(1)
    }
}
