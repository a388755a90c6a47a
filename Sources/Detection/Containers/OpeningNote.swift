package import Model

/// Something about an opened container that coverage must tell.
package struct OpeningNote: Hashable, Sendable {
    package let reason: Coverage.Reason
    /// Path within the outer content, parts joined with `!`; empty for the outer content itself.
    package let path: [UInt8]
    /// What happened and what to do about it.
    package let detail: String

    package init(reason: Coverage.Reason, path: [UInt8], detail: String) {
        self.reason = reason
        self.path = path
        self.detail = detail
    }
}
