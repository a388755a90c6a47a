import Inventory
import Model
import Testing

/// What frameworks' items rest on.
@Suite struct AssuranceTests {
    private let now: Int64 = 1_900_000_000

    /// Credentials of every state, and roles that configuration named long ago and names no more.
    private func mixedRoll() throws -> Roll {
        let roll = try Roll()
        for report in SampleWorld(seed: 21, credentials: 20).reports {
            _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        }
        let source = "/srv/checkout-0"
        let roles = (0..<30).map { number in
            var role = PlacedArtefact(
                source: source, path: "main.tf",
                artefact: Artefact(
                    .declaration, family: "terraform", type: "aws_iam_role", name: "deploy-\(number)", line: 1,
                    facts: ["address": "aws_iam_role.deploy_\(number)"]))
            role.provenance = Provenance(
                introduced: [SampleWorld.commit(1)],
                removed: [Removal(commit: SampleWorld.commit(2), replacedBy: nil)])
            return role
        }
        let run = SampleWorld.report(
            [], sources: [source], finished: Timestamp(seconds: 1_750_900_000, offsetInMinutes: 0))
        let report = ScanReport(findings: [], run: run.run, artefacts: roles)
        _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        return roll
    }

    @Test(arguments: Framework.names) func exceptionsAreOfThePopulation(_ name: String) throws {
        let roll = try mixedRoll()
        let evidence = try roll.evidence(Framework.named(name), now: now, days: 365)
        for finding in evidence.items {
            for (exception, count) in finding.exceptions {
                #expect(count <= finding.population, "\(finding.item.id): \(exception.rawValue)")
                #expect(
                    evidence.rows.count { $0.item == finding.item.id && $0.exception == exception.rawValue } == count)
            }
            var filter = IdentityFilter()
            filter.items = [finding.item]
            filter.longLivedBefore = now - 365 * 86_400
            #expect(try roll.identities(filter, now: now).total <= finding.population, "\(finding.item.id)")
        }
    }

    @Test func whatHasNoCredentialIsNoOldSecret() throws {
        let roll = try mixedRoll()
        let gaps = try roll.gaps(now: now, days: 365, limit: 1000)
        #expect(
            try roll.identities(IdentityFilter(), now: now).rows.contains {
                $0.credentials == 0 && $0.state == .inHistory
            })
        for gap in gaps where [.longLived, .inHistoryOnly].contains(gap.kind) {
            #expect(gap.identities.allSatisfy { $0.credentials > 0 })
            #expect(gap.count > 0 || gap.kind == .inHistoryOnly)
        }
    }
}
