import Dispatch
import Model
import Testing

@testable import Sweeps

struct WatchdogTests {
    /// What does not stop when it is told to is given up; what does is left alone.
    @Test func givesUpWhatDoesNotStop() {
        let watchdog = Watchdog(grace: .milliseconds(100))
        defer { watchdog.end() }
        let given = DispatchSemaphore(value: 0)
        let (deaf, obedient) = (CancellationFlag(), CancellationFlag())
        let done = CancellationFlag()
        watchdog.watch(obedient, seconds: 0, done: done) { Issue.record("it had stopped") }
        done.set()
        watchdog.watch(deaf, seconds: 0, done: CancellationFlag()) { given.signal() }
        #expect(given.wait(timeout: .now() + 60) == .success)
        #expect(deaf.isSet)
    }
}
