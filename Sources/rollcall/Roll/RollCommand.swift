import ArgumentParser

struct RollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roll", abstract: "The inventory of non-human identities: fill it, ask it, decide.",
        discussion: """
            The roll is one SQLite file: --roll PATH, ROLLCALL_ROLL, or roll.db in the user's data folder. It holds fingerprints, \
            never secrets.

            Examples:
              rollcall scan --roll roll.db ~/src/*           scan and take the findings
              rollcall roll import findings-*.jsonl          take findings of other machines
              rollcall roll list --state exposed --sort age  the oldest that stand in files now
              rollcall roll show 3f9a                        one identity's whole story
              rollcall roll decide 3f9a --accept --until 2027-01-31 --reason "vendor migrates in Q1" --by ada@example.org
            """,
        subcommands: [
            RollImport.self, RollMerge.self, RollList.self, RollShow.self, RollStats.self, RollTimeline.self,
            RollDiff.self, RollGaps.self,
            RollReportCommand.self, RollDecide.self, RollVerify.self, RollEvidence.self, RollRekey.self,
        ])
}
