/// An object with all of its bytes, its header not among them.
package struct WholeObject: Sendable {
    package let kind: ObjectKind
    package let content: [UInt8]
}
