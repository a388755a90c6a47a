/// What has happened to one ref, as it stands in a reflog.
package struct ReferenceLog: Sendable {
    /// Full name of the ref.
    package let name: String
    /// In the form of a file in `logs`: a line for each entry, the oldest first.
    package let text: [UInt8]
}
