internal import Model

private import Foundation

/// Tells webhooks of the runs that they have not been told of. What cannot be delivered is tried again by the next sweep; a
/// message may come twice (a sweep that is killed right after sending), which `Idempotency-Key` shows.
struct NotificationQueue {
    let folder: SweepFolder
    let configuration: SweepConfiguration

    /// Runs of a server that was away for long are not all told when it is back.
    private static let mostRuns = 7

    /// - Returns: what went wrong, for people.
    func deliver(cancellation: CancellationFlag) -> [String] {
        let runs = folder.publishedRuns()
        guard let newest = runs.last else { return [] }
        var problems: [String] = []
        for (index, webhook) in configuration.webhooks.enumerated() {
            let mark = folder.notified + (index == 0 ? "" : "-\(index + 1)")
            let told =
                (try? String(contentsOfFile: mark, encoding: .utf8)).flatMap { Int($0.filter(\.isNumber)) } ?? newest
                .number - 1
            for run in runs.suffix(Self.mostRuns) where run.number > told {
                if let problem = tell(webhook, of: run, cancellation) {
                    problems.append(problem)
                    break
                }
                do { try DurableName.replace(mark, with: "\(run.number)\n") } catch { problems.append("\(error)") }
            }
            // Its first failure must not make it forget which runs it has not told.
            if !FileManager.default.fileExists(atPath: mark) { try? DurableName.replace(mark, with: "\(told)\n") }
        }
        return problems
    }

    private func tell(
        _ webhook: SweepConfiguration.Webhook, of run: SweepFolder.RunName, _ cancellation: CancellationFlag
    ) -> String? {
        guard let notification = RunNotification(run: run, in: folder) else { return nil }
        guard notification.total > 0 || webhook.moment == .always else { return nil }
        let request: WebhookRequest
        do { request = try WebhookRequest(webhook, notification, certificates: configuration.certificates) } catch {
            return "the notification of run \(run.text) was not sent: \(error)"
        }
        return request.send(attempts: webhook.attempts, cancellation: cancellation).map { reason in
            "the notification of run \(run.text) was not delivered: \(reason); the next sweep tries again"
        }
    }
}
