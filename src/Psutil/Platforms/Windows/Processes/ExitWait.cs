using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>A wait for the end of one process without a thread for it: one thread of the pool waits for many handles.</summary>
internal sealed class ExitWait : WaitHandle
{
    private readonly TaskCompletionSource<int?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RegisteredWaitHandle? _registration;
    private CancellationTokenRegistration _cancellation;
    private int _isDone;

    // While the pool waits, it keeps a reference to a disposed handle, so the handle's number is not reused.
    private ExitWait(SafeProcessHandle process)
    {
        SafeWaitHandle = new SafeWaitHandle(process.DangerousGetHandle(), ownsHandle: true);
        process.SetHandleAsInvalid();
    }

    /// <summary>
    /// Completes with the exit code when the process has ended. Owns the handle, and closes it when done or cancelled.
    /// </summary>
    public static Task<int?> Start(SafeProcessHandle process, CancellationToken cancellationToken)
    {
        ExitWait wait = new(process);

        // Both callbacks can run at once, before the registrations are stored: they wait for the lock, or this thread already has it.
        lock (wait._completion)
        {
            wait._registration = ThreadPool.RegisterWaitForSingleObject(
                wait,
                static (state, _) => ((ExitWait)state!).Complete(),
                wait,
                Timeout.Infinite,
                executeOnlyOnce: true
            );
            wait._cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((ExitWait)state!).Cancel(token), wait);
        }

        return wait._completion.Task;
    }

    private void Complete()
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0)
        {
            using SafeProcessHandle process = new(SafeWaitHandle.DangerousGetHandle(), ownsHandle: false);
            int error = Kernel32.GetExitCode(process, out int exitCode);
            Release();
            if (error != Win32Error.Success)
            {
                CallFailure.Error("GetExitCodeProcess", error).Note("exit code");
            }

            _completion.TrySetResult(error == Win32Error.Success ? exitCode : null);
        }
    }

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0)
        {
            Release();
            _completion.TrySetCanceled(token);
        }
    }

    private void Release()
    {
        lock (_completion)
        {
            _registration?.Unregister(null);
            _cancellation.Unregister();
            Dispose();
        }
    }
}
