internal import Model

private import Files
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
        let runs: [SweepFolder.RunName]
        do { runs = try folder.publishedRuns() } catch { return ["no webhook was told: \(error)"] }
        guard let newest = runs.last else { return [] }
        var problems: [String] = []
        for (index, webhook) in configuration.webhooks.enumerated() {
            let mark = folder.notified + (index == 0 ? "" : "-\(index + 1)")
            let told: Int
            do { told = try lastTold(mark) ?? newest.number - 1 } catch {
                problems.append(
                    "webhook \(index + 1) was not told of run \(newest.text): which runs it knows stands in \(mark), and that \(error); make it readable, or remove it to go on with the next run"
                )
                continue
            }
            for run in runs.suffix(Self.mostRuns) where run.number > told {
                let notification: RunNotification
                do { notification = try RunNotification(run: run, in: folder) } catch {
                    // Later runs are told all the same.
                    problems.append(
                        "nobody is told of run \(run.text), which is damaged (\(error)); look into \(folder.path(of: run))"
                    )
                    keep(run.number, in: mark, &problems)
                    continue
                }
                if let problem = tell(webhook, notification, cancellation) {
                    problems.append(problem)
                    break
                }
                keep(run.number, in: mark, &problems)
            }
            // Its first failure must not make it forget which runs it has not told.
            if !FileManager.default.fileExists(atPath: mark) { try? DurableName.replace(mark, with: "\(told)\n") }
        }
        return problems
    }

    /// Why a mark does not say which run was told last.
    private struct MarkFailure: Error, CustomStringConvertible {
        let description: String
    }

    /// The number of the run that a webhook was told of last; nil where it was told of none.
    private func lastTold(_ mark: String) throws(MarkFailure) -> Int? {
        let bytes: [UInt8]
        do { bytes = try NamedFile.bytes(at: mark) } catch {
            if error.isAbsence { return nil }
            throw MarkFailure(description: "cannot be read (\(error))")
        }
        guard let number = Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber)) else {
            throw MarkFailure(description: "holds no number")
        }
        return number
    }

    private func keep(_ number: Int, in mark: String, _ problems: inout [String]) {
        do { try DurableName.replace(mark, with: "\(number)\n") } catch { problems.append("\(error)") }
    }

    private func tell(
        _ webhook: SweepConfiguration.Webhook, _ notification: RunNotification, _ cancellation: CancellationFlag
    ) -> String? {
        guard notification.total > 0 || webhook.moment == .always else { return nil }
        let request: WebhookRequest
        do { request = try WebhookRequest(webhook, notification, certificates: configuration.certificates) } catch {
            return "the notification of run \(notification.run) was not sent: \(error)"
        }
        return request.send(attempts: webhook.attempts, cancellation: cancellation).map { reason in
            "the notification of run \(notification.run) was not delivered: \(reason); the next sweep tries again"
        }
    }
}
