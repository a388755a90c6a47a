/// Who made a commit or tag, and when, as the object says it (it may be forged).
package struct Signature: Hashable, Sendable {
    package let name: String
    package let email: String
    package let time: Timestamp

    package init(name: String, email: String, time: Timestamp) {
        self.name = name
        self.email = email
        self.time = time
    }
}
