package import Detection
package import Discovery
package import Model

/// What a sweep works with, made by its caller.
package struct SweepTools: Sendable {
    package let library: RuleLibrary
    package let key: FingerprintKey
    /// Of this program, for reports.
    package let version: String
    /// Program and arguments of a process that fetches (`FetchWorker`).
    package let fetchCommand: [String]
    /// What the files of a target that is trusted say is not to be reported; throws where they cannot be understood.
    package let trustedSuppressions: @Sendable (String) throws -> TrustedSuppressions
    /// Takes the report into the roll, and suppresses what was decided there; nil without a roll.
    package let takeIntoRoll: (@Sendable (ScanReport) throws -> ScanReport)?
    /// To the process that begins this one anew if it dies; nil if there is none.
    package let supervisor: SupervisorLink?

    package init(
        library: RuleLibrary, key: FingerprintKey, version: String, fetchCommand: [String],
        trustedSuppressions: @escaping @Sendable (String) throws -> TrustedSuppressions,
        takeIntoRoll: (@Sendable (ScanReport) throws -> ScanReport)?, supervisor: SupervisorLink? = nil
    ) {
        self.library = library
        self.key = key
        self.version = version
        self.fetchCommand = fetchCommand
        self.trustedSuppressions = trustedSuppressions
        self.takeIntoRoll = takeIntoRoll
        self.supervisor = supervisor
    }
}

/// What files inside a target say is not to be reported.
package struct TrustedSuppressions {
    package var suppressions = Suppressions()
    /// What people should know: exceptions that have ended.
    package var notes: [String] = []

    package init() {}
}
