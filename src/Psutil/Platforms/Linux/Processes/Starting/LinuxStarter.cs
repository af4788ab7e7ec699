using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Starts a program with options. What a child inherits from the thread that starts it (nice value, CPUs) is set on a thread of its own
/// before; the session and the group are set before the program runs; the rest just after.
/// </summary>
internal sealed class LinuxStarter(Processes processes, LinuxProcessReader reader, ProcessStartInfo startInfo, StartOptions options)
{
    // To setpriority and sched_setaffinity, 0 is the calling thread.
    private const int ThisThread = 0;

    public StartedProgram Start()
    {
        LinuxProgram program =
            options.Nice is null && options.CpuAffinity is null
                ? LinuxProgram.Start(startInfo, options, reader)
                : RunInThread(() =>
                {
                    SetUpThread();
                    return LinuxProgram.Start(startInfo, options, reader);
                });
        try
        {
            SetUp(program);
            return program;
        }
        catch
        {
            program.Kill();
            program.AllowCollection();
            program.Dispose();
            throw;
        }
    }

    private static T RunInThread<T>(Func<T> body)
        where T : class
    {
        T? value = null;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                value = body();
            }
#pragma warning disable CA1031 // On this thread, an exception of any type would end the whole program: the caller gets it instead.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        {
            IsBackground = true,
            Name = "psutil start",
        };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            throw LinuxExitPoller.NoThread();
        }

        thread.Join();
        failure?.Throw();
        return value!;
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

    // The program runs, but it cannot be collected yet: its PID is its own.
    private void SetUp(LinuxProgram program)
    {
        if (options.ResourceLimits is not { Count: > 0 } && options.Cgroup is null)
        {
            BindToParent(program);
            return;
        }

        // Until it has its limits, it is stopped: what starts others as fast as it can would outrun the search for its descendants. No
        // member of a group can fork any more once the whole group was sent SIGSTOP.
        List<int> targets = [options.NewSession || options.NewProcessGroup ? -program.Pid : program.Pid];
        SendToAll(targets, LinuxSignals.Stop);
        try
        {
            BindToParent(program);
            SetUpTree(program.Pid, targets);
        }
        catch
        {
            SendToAll(targets, LinuxSignals.Kill);
            throw;
        }

        SendToAll(targets, LinuxSignals.Continue);
    }

    private static void SendToAll(List<int> targets, int signal)
    {
        foreach (int target in targets)
        {
            // One that cannot be stopped, because it has changed its user, goes on.
            _ = Libc.SendSignal(target, signal);
        }
    }

    private void BindToParent(LinuxProgram program)
    {
        if (options.DieWithParent)
        {
            Task exit = program.WaitForExitAsync(CancellationToken.None);
            ThrowIfFailed("fcntl(F_SETOWN)", ParentDeathSwitch.Arm(program.Pid, exit));
            if (options.NewSession || options.NewProcessGroup)
            {
                ThrowIfFailed("fcntl(F_SETOWN)", ParentDeathSwitch.Arm(-program.Pid, exit));
            }
        }
    }

    /// <summary>Sets up the program and what it has started in the meantime, which is added to the targets of signals.</summary>
    private void SetUpTree(int pid, List<int> targets)
    {
        SetUp(pid);
        if (!processes.TryGet(pid, out OSProcess? root))
        {
            return;
        }

        HashSet<ProcessIdentity> done = [root.Identity];
        ProcessTreeMembers members = new(processes, root, includesRoot: false, followsSession: true);
        while (members.Find())
        {
            foreach (OSProcess member in members.All.Where(member => done.Add(member.Identity) && member.IsRunning()))
            {
                targets.Add(member.Pid);
                _ = Libc.SendSignal(member.Pid, LinuxSignals.Stop);
                SetUp(member.Pid);
            }
        }
    }

    private void SetUp(int pid)
    {
        if (options.Cgroup is { } cgroup)
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
            ThrowIfFailed("prlimit64", result == -Errno.ESRCH ? 0 : result);
        }
    }

    private void Join(string cgroup, int pid)
    {
        int result = Libc.WriteFile(
            [.. OSText.GetBytes(Path.Join(cgroup, "cgroup.procs")), 0],
            Encoding.ASCII.GetBytes(pid.ToString(CultureInfo.InvariantCulture))
        );
        ThrowIfFailed($"write({cgroup}/cgroup.procs)", result == -Errno.ESRCH ? 0 : result);
    }

    private void ThrowIfFailed(string call, int result)
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
