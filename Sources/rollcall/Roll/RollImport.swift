import ArgumentParser
import Inventory
import Reports

struct RollImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take findings files (rollcall scan --format jsonl) and artefact files into the roll.",
        discussion: "Order and repeats make no difference. All files are taken or, on an error, none.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Findings files.", completion: .file()) var files: [String]

    func run() throws {
        let summary = try options.filling { roll in
            try telling { try roll.importFindings(files) }
        }
        show(summary.text(places: "finding"))
        if summary.undated > 0 {
            StandardError.note(
                "\(Quantity.counted(summary.undated, "finding belongs", "findings belong")) to no run: no file has its run line. Give it together with the file that does."
            )
        }
    }
}
