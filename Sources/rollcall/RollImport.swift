import ArgumentParser
import Inventory

struct RollImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take findings files (rollcall scan --format jsonl) and artefact files into the roll.",
        discussion: "Order and repeats make no difference. All files are taken or, on an error, none.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Findings files.", completion: .file()) var files: [String]

    func run() throws {
        let roll = try options.open(.readWrite)
        let summary = try asking { () throws(RollError) in try roll.importFindings(files) }
        print("\(summary.findings) findings and \(summary.artefacts) artefacts of \(summary.runs) runs")
        if summary.undated > 0 {
            StandardError.write(
                "rollcall: \(summary.undated) findings belong to no run: their files have no run line. Give them together with the file that has it.\n"
            )
        }
    }
}

struct RollMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Add what other rolls know. They are only read.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Other rolls.", completion: .file()) var others: [String]

    func run() throws {
        let roll = try options.open(.readWrite)
        for other in others {
            let summary = try asking { () throws(RollError) in try roll.merge(Roll(at: other, .readOnly)) }
            print("\(other): \(summary.findings) places and \(summary.artefacts) artefacts of \(summary.runs) runs")
        }
    }
}
