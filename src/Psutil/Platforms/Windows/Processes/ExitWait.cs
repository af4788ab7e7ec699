using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>A wait for the end of one process that takes no thread: the pool waits for many handles in one.</summary>
internal sealed class ExitWait : WaitHandle
{
    private readonly TaskCompletionSource<int?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RegisteredWaitHandle? _registration;
    private CancellationTokenRegistration _cancellation;
    private int _isDone;

    // As long as the pool waits, it holds on to a handle that we have disposed of: nothing else can get its number meanwhile.
    private ExitWait(SafeProcessHandle process)
    {
        SafeWaitHandle = new SafeWaitHandle(process.DangerousGetHandle(), ownsHandle: true);
        process.SetHandleAsInvalid();
    }

    /// <summary>
    /// Completes with the exit code when the process has ended. Takes the handle, and gives it back when done or cancelled.
    /// </summary>
    public static Task<int?> Start(SafeProcessHandle process, CancellationToken cancellationToken)
    {
        ExitWait wait = new(process);

        // Both callbacks may come at once, before the registrations are known: they wait for the lock, or have it already.
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
