import Model
import Testing

@testable import Detection

/// Secrets drawn from all of the keyboard hold by chance what templates, expressions and hashes are told by.
@Suite struct DrawnTextTests {
    private static let small = "abcdefghijklmnopqrstuvwxyz0123456789"
    private static let large = small + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    /// - Parameter missed: of 300, at most.
    @Test(arguments: [
        // Django's keys
        (small + "!@#$%^&*(-_=+)", 50, 2), (large + "!@#$%^&*()-_=+", 24, 6),
        (large + "!#$%&()*+,-.:;<=>?[]^_{|}~", 24, 12),
    ])
    func findsWhatIsDrawn(alphabet: String, count: Int, missed: Int) {
        var (random, lost) = (SplitMix(state: 11), [String]())
        let signs = Array(alphabet)
        for _ in 0..<300 {
            let value = String((0..<count).map { _ in signs.randomElement(using: &random) ?? "x" })
            let text = "password = \"\(value)\"\n"
            if !Sample.candidates(in: text).contains(where: { Sample.probability($0) >= 0.4 }) { lost.append(value) }
        }
        #expect(lost.count <= missed, "\(lost.count): \(lost.prefix(5))")
    }

    @Test(arguments: [
        "$(cat ~/.pw1)#x9$z8%q7*", "${DB_PASSWORD}@%h4:9*x~2", "%(password)s:%(host)s#4$2~9^", "{{ secret }}#1$2%3^4*",
        "%s:%d$%v#%s*4^2~x9q", "<%= pw1 %>#x9$z8%q7*", "a?b1:c2&&d(e3)||f!=4",
    ])
    func leavesTemplates(_ value: String) {
        Array(value.utf8).withUnsafeBytes { bytes in
            #expect(!DrawnText.isDrawn(WindowText(bytes, from: 0, to: bytes.count), ValueShape(bytes)))
        }
    }
}
