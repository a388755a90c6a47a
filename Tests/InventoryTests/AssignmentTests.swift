import Foundation
import Inventory
import Model
import TestRepositories
import Testing

/// Whose a credential or declaration is, where that follows from others.
@Suite struct AssignmentTests {
    private static let source = "/srv/checkout-0"
    private static func digest(_ digit: Character) -> String { String(repeating: digit, count: 64) }

    /// A password that came with a commit and, unless it stands still, went with a later one.
    private static func password(
        _ digit: Character, from first: Int, to last: Int? = nil, replacedBy other: Character? = nil,
        path: String = "app.env",
        facts: [String: String] = [:]
    ) -> Finding {
        SampleWorld.finding(
            source: source, path: path, fingerprint: digest(digit),
            provenance: Provenance(
                introduced: [SampleWorld.commit(first)],
                removed: last.map { [Removal(commit: SampleWorld.commit($0), replacedBy: other.map(digest))] } ?? [],
                presentIn: ["refs/heads/main"], isAtHead: last == nil),
            facts: facts)
    }

    private static func report(
        _ findings: [Finding], _ artefacts: [PlacedArtefact] = [], sources: [String] = [source], day: Int64 = 0
    ) -> ScanReport {
        let report = SampleWorld.report(
            findings, sources: sources, finished: Timestamp(seconds: 1_750_000_000 + day * 86_400, offsetInMinutes: 0))
        return ScanReport(findings: findings, run: report.run, artefacts: artefacts)
    }

    /// Identities as `name: credentials` after all reports were taken, and again after the same in the other order.
    private func identities(_ reports: [ScanReport]) throws -> [String] {
        let folder = try TemporaryFolder()
        var all: [[String]] = []
        var digests: [String] = []
        for (number, reports) in [reports, reports.reversed()].enumerated() {
            let roll = try Roll(at: "\(folder.path)/\(number).db", .readWrite)
            for report in reports { _ = try roll.take(report, runLine: report.lines[report.lines.count - 1]) }
            digests.append(try roll.digest())
            all.append(
                try roll.identities(IdentityFilter(), now: 1_800_000_000).rows.map {
                    "\($0.key.prefix(40)) \($0.credentials)"
                }.sorted())
        }
        #expect(digests[0] == digests[1])
        #expect(all[0] == all[1])
        return all[0]
    }

    private static func own(_ digit: Character, _ count: Int) -> String {
        "credential:\(digest(digit).prefix(29)) \(count)"
    }

    /// Names of tenants open nothing; they come with what they name, or from a declaration.
    @Test func namesAreNoCredentials() throws {
        let name = SampleWorld.finding(
            source: Self.source, path: "app.env", fingerprint: Self.digest("c"), kind: Credential.identifierKind,
            provenance: Provenance(isAtHead: true))
        #expect(try identities([Self.report([name, Self.password("a", from: 1)])]) == [Self.own("a", 1)])
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        let summary = try roll.importFindings([folder.file("a.jsonl", Self.report([name]).lines)])
        #expect(summary.findings == 0)
    }

    @Test func passwordsThatTookEachOthersPlaceAreOneIdentity() throws {
        let first = Self.report([Self.password("a", from: 1, to: 5, replacedBy: "b"), Self.password("b", from: 5)])
        #expect(try identities([first]) == [Self.own("a", 2)])
        let later = Self.report(
            [
                Self.password("a", from: 1, to: 5, replacedBy: "b"),
                Self.password("b", from: 5, to: 9, replacedBy: "c"),
                Self.password("c", from: 9),
            ], day: 1)
        #expect(try identities([first, later]) == [Self.own("a", 3)])
    }

    @Test func aRotationThatWasTakenBackIsOneIdentity() throws {
        let findings = [
            Self.password("b", from: 1, to: 5, replacedBy: "a"), Self.password("a", from: 5, to: 6, replacedBy: "b"),
        ]
        #expect(try identities([Self.report(findings)]) == [Self.own("b", 2)])
    }

    /// One password for two that were different before: whose it is nobody can say.
    @Test func aPasswordThatTookTwoPlacesIsItsOwn() throws {
        let first = Self.report([Self.password("a", from: 1, to: 5, replacedBy: "c"), Self.password("c", from: 5)])
        let second = Self.report(
            [
                Self.password("a", from: 1, to: 5, replacedBy: "c"), Self.password("c", from: 5),
                Self.password("b", from: 1, to: 5, replacedBy: "c", path: "other.env"),
                Self.password("c", from: 5, path: "other.env"),
            ], day: 1)
        #expect(try identities([first, second]) == [Self.own("a", 1), Self.own("b", 1), Self.own("c", 1)])
    }

    @Test func aPasswordWhoseOwnerIsKnownIsNobodyElses() throws {
        let login = ["type": "login", "user": "app", "host": "db.example.org", "scheme": "postgres"]
        let findings = [Self.password("a", from: 1, to: 5, replacedBy: "b"), Self.password("b", from: 5, facts: login)]
        #expect(try identities([Self.report(findings)]) == [Self.own("a", 1), "login:postgres:app@db.example.org 1"])
    }

    /// What was decided about a credential when it was an identity of its own holds when it is another's.
    @Test func decisionsOutliveTheIdentityTheyWereMadeFor() throws {
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        func take(_ report: ScanReport) throws {
            _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        }
        try take(Self.report([Self.password("b", from: 5)]))
        _ = try roll.decide(
            Decision(
                subject: "identity:credential:" + Self.digest("b"), action: .falsePositive, reason: "sample",
                by: "ada@example.org",
                at: 1_750_000_500))
        let joined = [Self.password("a", from: 1, to: 5, replacedBy: "b"), Self.password("b", from: 5)]
        try take(Self.report(joined, day: 1))
        #expect(try roll.identities(IdentityFilter(), now: 1_800_000_000).rows.map(\.credentials) == [2])
        let suppressions = try roll.suppressions(now: 1_800_000_000)
        #expect(
            suppressions.reason(for: joined[1], sourceName: "x") != nil
                && suppressions.reason(for: joined[0], sourceName: "x") == nil)
    }

    // MARK: Roles

    private static func role(_ name: String, type: String = "aws_iam_role", in source: String = source)
        -> PlacedArtefact
    {
        let isTerraform = type == "aws_iam_role"
        return PlacedArtefact(
            source: source, path: isTerraform ? "main.tf" : ".github/workflows/deploy.yml",
            artefact: Artefact(
                .declaration, family: isTerraform ? "terraform" : "github-actions", type: type, name: name, line: 1,
                facts: ["address": "\(type).\(name.suffix(8))"]))
    }

    private static let full = "arn:aws:iam::123456789012:role/deploy"

    @Test func aBareNameIsTheRoleWhoseAccountIsKnown() throws {
        let bare = Self.report([], [Self.role("deploy")])
        let both = Self.report([], [Self.role("deploy"), Self.role(Self.full, type: "aws-role")], day: 1)
        #expect(try identities([bare, both]) == ["aws:role:123456789012:deploy 0"])
        // Named in another source, and no third one has that name.
        let other = Self.report(
            [], [Self.role(Self.full, type: "aws-role", in: "/srv/checkout-1")], sources: ["/srv/checkout-1"], day: 2)
        #expect(try identities([bare, other]) == ["aws:role:123456789012:deploy 0"])
    }

    @Test func aNameThatTwoAccountsHaveIsNeithers() throws {
        let bare = Self.report([], [Self.role("deploy")])
        let both = Self.report(
            [],
            [
                Self.role("deploy"), Self.role(Self.full, type: "aws-role"),
                Self.role("arn:aws:iam::210987654321:role/deploy", type: "aws-role"),
            ], day: 1)
        #expect(
            try identities([bare, both]) == [
                "aws:role:123456789012:deploy 0", "aws:role:210987654321:deploy 0",
                "aws:role:git.example.org/team/checkout-0 0",
            ])
    }

    @Test func anAccountThatIsAVariableNamesNobody() throws {
        let report = Self.report(
            [], [Self.role("arn:aws:iam::${var.account}:role/ops/deploy", type: "aws-role"), Self.role("deploy")])
        #expect(try identities([report]) == ["aws:role:git.example.org/team/checkout-0 0"])
    }

    /// A list of owners that comes in another file than what it is about, before it or after it.
    @Test func ownersThatAreToldLaterOwnConfigurationToo() throws {
        let list = PlacedArtefact(
            source: Self.source, path: "CODEOWNERS",
            artefact: Artefact(
                .ownership, family: "codeowners", type: "file", name: "CODEOWNERS", line: 1, text: "* @team\n"))
        let known = Self.report([Self.password("a", from: 1)])
        _ = try identities([known, Self.report([], [Self.role("deploy")], day: 1), Self.report([], [list], day: 2)])
    }

    // MARK: Lists

    @Test func listsFindWhatTheyAreAskedFor() throws {
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        let report = SampleWorld(seed: 21, runs: 1, sources: 2, credentials: 30).reports[0]
        _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        func list(_ change: (inout IdentityFilter) -> Void) throws -> [IdentityRow] {
            var filter = IdentityFilter()
            change(&filter)
            let all = try roll.identities(filter, now: 1_800_000_000)
            #expect(all.total == all.rows.count)
            // With a limit the first of them, and how many there are.
            filter.limit = 1
            let first = try roll.identities(filter, now: 1_800_000_000)
            #expect(first.total == all.total && first.rows.map(\.id) == all.rows.prefix(1).map(\.id))
            return all.rows
        }
        let all = try list { _ in }
        #expect(try list { $0.owner = "ADA@" }.count == all.count && list { $0.owner = "grace" }.isEmpty)
        #expect(try list { $0.hasNoOwner = true }.isEmpty)
        #expect(try list { $0.kinds = ["login"] }.map(\.id) == all.filter { $0.kind == "login" }.map(\.id))
        #expect(try list { $0.states = [.exposed] }.map(\.id) == all.filter { $0.state == .exposed }.map(\.id))
        #expect(try list { $0.isAtHead = true }.map(\.id) == all.filter { $0.placesAtHead > 0 }.map(\.id))
        #expect(try list { $0.isShared = true }.map(\.id) == all.filter { $0.sources > 1 }.map(\.id))
        #expect(try list { $0.isUnresolved = true }.map(\.id) == all.filter { !$0.isResolved }.map(\.id))
        #expect(try list { $0.path = "prod/*" }.count > 0 && list { $0.path = "prod" }.isEmpty)
        #expect(try list { $0.source = "checkout" }.count == all.count)
        let one = try list { $0.source = "checkout-1" }
        #expect(one.count > 0 && one.count < all.count)
        #expect(try list { $0.text = "DB.example" }.map(\.id) == all.filter { $0.key.contains("db.example") }.map(\.id))
        for order in IdentityFilter.Order.allCases {
            let sorted = try list {
                $0.order = order
                $0.isUnresolved = true
            }
            #expect(sorted.count == all.count { !$0.isResolved })
        }
    }
}
