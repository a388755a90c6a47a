import TestValues
import Testing

@testable import Sweeps

struct CloneURLTests {
    @Test(arguments: [
        [
            "https://git.example.org/team/app.git", "HTTPS://Git.Example.org:443/team/app/",
            "https://git.example.org//team/app",
        ],
        [
            "git@git.example.org:team/app.git", "ssh://git@git.example.org/team/app",
            "ssh://git@GIT.example.org:22/team/app.git",
        ],
    ])
    func oneRepositoryHasOneNormalForm(_ forms: [String]) throws {
        let normalised = Set(try forms.map { try CloneURL($0).normalised })
        #expect(normalised.count == 1, "\(normalised)")
    }

    @Test func othersStayOthers() throws {
        let forms = [
            "https://a.example/x", "https://a.example/X", "ssh://a.example/x", "https://a.example:8443/x",
            "https://b.example/x",
        ]
        #expect(Set(try forms.map { try CloneURL($0).normalised }).count == forms.count)
    }

    /// What is refused because of a password must not be repeated in the message.
    @Test(arguments: [
        "https://user:{word}@a.example/x", "https://{word}@a.example/x", "ssh://git:{word}@a.example/x",
    ])
    func holdsNoCredential(_ template: String) {
        let fault = #expect(throws: CloneURL.Fault.self) { try CloneURL(MadeUp.text(template)) }
        let word = MadeUp.text("{word}")
        #expect(fault?.description.contains(word) == false && fault?.description.contains("credentials") == true)
    }

    /// Credentials go to the servers they are meant for, and to no other that is called like one.
    @Test(arguments: [
        ("https://git.example.org", "https://git.example.org/team/app.git", true),
        ("https://git.example.org/", "https://git.example.org/team/app.git", true),
        ("https://git.example.org/team", "https://git.example.org/team/app.git", true),
        ("https://git.example.org", "https://git.example.org.elsewhere.net/app", false),
        ("https://git.example.org", "https://git.example.org:8443/app", false),
        ("https://git.example.org/team", "https://git.example.org/teammates/app", false),
        ("git@git.example.org", "git@git.example.org:team/app", true),
        ("git@git.example", "git@git.example.org:team/app", false), ("", "https://git.example.org/app", false),
    ])
    func credentialsKeepToTheirServers(_ configured: String, url: String, isMeant: Bool) {
        #expect(SweepConfiguration.Authentication(url: configured).covers(url) == isMeant)
    }

    @Test(arguments: ["git://a.example/x", "ftp://a.example/x", "app", "https://a.example/x?token=1"])
    func refusesOthers(_ text: String) { #expect(throws: CloneURL.Fault.self) { try CloneURL(text) } }
}
