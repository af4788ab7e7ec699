using System.Diagnostics;
using System.Text;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Starts a program with options, all of which apply before the program runs. What a child inherits from the thread that starts it (nice
/// value, CPUs) is set on a thread of its own before; the session and the group are set by <c>posix_spawn</c>; for the rest the child is
/// held at a gate.
/// </summary>
internal sealed class LinuxStarter(
    Processes processes,
    LinuxRoots roots,
    LinuxProcessReader reader,
    ProcessStartInfo startInfo,
    StartOptions options
)
{
    // To setpriority and sched_setaffinity, 0 is the calling thread.
    private const int ThisThread = 0;

    public StartedProgram Start()
    {
        if (options.ResourceLimits is { Count: > 0 } || options.Cgroup is not null || options.NewCgroup || options.DieWithParent)
        {
            ChildCgroup? cgroup = options.NewCgroup ? CreateCgroup() : null;
            try
            {
                LinuxProgram program = StartHeld(cgroup?.Path ?? options.Cgroup);
                program.Own(cgroup);
                return program;
            }
            catch
            {
                cgroup?.Dispose();
                throw;
            }
        }

        if (options.Nice is null && options.CpuAffinity is null)
        {
            return LinuxProgram.Start(startInfo, options, reader, gate: null);
        }

        using StartThread thread = new(() => RunProgram(gate: null), gate: null);
        return thread.AwaitProgram();
    }

    private LinuxProgram RunProgram(StartGate? gate)
    {
        SetUpThread();
        return LinuxProgram.Start(startInfo, options, reader, gate);
    }

    private ChildCgroup CreateCgroup()
    {
        string parent = options.Cgroup ?? ChildCgroup.FindOwn(roots) ?? throw PsutilNotSupportedException.Here("A new cgroup for a child");
        int result = ChildCgroup.Create(parent, out ChildCgroup created);
        ThrowIfFailed($"mkdir({created.Path})", result);
        return created;
    }

    private LinuxProgram StartHeld(string? cgroup)
    {
        int result = StartGate.Create(out StartGate gate);
        if (result < 0)
        {
            gate.Dispose();
            ThrowIfFailed("fcntl(F_SETLEASE)", result);
        }

        using StartThread thread = new(() => RunProgram(gate), gate);
        TaskCompletionSource exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            HeldChild child = new(processes, roots, thread, gate);
            if (child.Await() is { } pid)
            {
                SetUp(pid, cgroup, exit.Task);
                child.Release();
            }

            LinuxProgram program = thread.AwaitProgram();
            _ = program.WaitForExitAsync(CancellationToken.None).ContinueWith(_ => exit.TrySetResult(), TaskScheduler.Default);
            return program;
        }
        catch
        {
            exit.TrySetResult();
            throw;
        }
    }

    private void SetUpThread()
    {
        if (options.CpuAffinity is { } cpus)
        {
            int result = Libc.SetAffinity(ThisThread, CpuMask.FromCpus(cpus));
            if (result == -Errno.EINVAL)
            {
                throw new ArgumentException($"None of the CPUs {string.Join(", ", cpus)} can be used.", nameof(StartOptions.CpuAffinity));
            }

            ThrowIfFailed("sched_setaffinity", result);
        }

        if (options.Nice is { } nice)
        {
            ThrowIfFailed("setpriority", Libc.SetPriority(ThisThread, nice));
        }
    }

    /// <summary>Sets up a child that is held.</summary>
    /// <param name="pid">Its PID.</param>
    /// <param name="cgroup">The cgroup that it belongs to; null for that of the caller.</param>
    /// <param name="exit">Completes when it has ended.</param>
    private void SetUp(int pid, string? cgroup, Task exit)
    {
        // First, so that the child is killed if this process is killed meanwhile.
        if (options.DieWithParent)
        {
            ThrowIfFailed("fcntl(F_SETOWN)", ParentDeathSwitch.Arm(pid, exit));
            if (options.NewSession || options.NewProcessGroup)
            {
                ThrowIfFailed("fcntl(F_SETOWN)", ParentDeathSwitch.Arm(-pid, exit));
            }
        }

        if (cgroup is not null)
        {
            Join(cgroup, pid);
        }

        foreach ((ResourceKind kind, ResourceLimit limit) in options.ResourceLimits ?? new Dictionary<ResourceKind, ResourceLimit>(0))
        {
            int result = Libc.SetResourceLimit(
                pid,
                LinuxResourceNumbers.Of(kind),
                limit.Soft ?? LinuxResourceNumbers.Unlimited,
                limit.Hard ?? LinuxResourceNumbers.Unlimited
            );

            // It can be killed at any time.
            ThrowIfFailed("prlimit64", result == -Errno.ESRCH ? 0 : result);
        }
    }

    private static void Join(string cgroup, int pid)
    {
        int result = Libc.WriteFile(
            [.. OSText.GetBytes(Path.Join(cgroup, "cgroup.procs")), 0],
            Encoding.ASCII.GetBytes(pid.ToString(CultureInfo.InvariantCulture))
        );
        ThrowIfFailed($"write({cgroup}/cgroup.procs)", result == -Errno.ESRCH ? 0 : result);
    }

    private static void ThrowIfFailed(string call, int result)
    {
        if (result >= 0)
        {
            return;
        }

        SystemCallError error = new()
        {
            SystemCall = call,
            ErrorCode = -result,
            Description = Errno.Describe(-result),
        };
        throw -result is Errno.EPERM or Errno.EACCES ? new AccessDeniedException(error) : new SystemCallException(error);
    }
}
