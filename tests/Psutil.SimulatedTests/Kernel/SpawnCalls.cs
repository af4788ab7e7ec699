using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.Kernel;

/// <summary><c>posix_spawn</c> and <c>waitpid</c> of a simulated kernel: what a child was started with, and what is collected of it.</summary>
internal sealed unsafe class SpawnCalls
{
    private const int FirstPid = 20_000_000;

    private readonly BsdKernel _kernel;
    private readonly Dictionary<nint, Attributes> _attributes = [];
    private readonly Dictionary<nint, Actions> _actions = [];
    private int _lastPid = FirstPid;

    public SpawnCalls(BsdKernel kernel)
    {
        _kernel = kernel;
        kernel.On("access", Access);
        kernel.On("waitpid", Collect);
        kernel.On("posix_spawnattr_init", call => Add(_attributes, call));
        kernel.On("posix_spawnattr_destroy", call => Remove(_attributes, call));
        kernel.On("posix_spawnattr_setflags", call => SetFlags(_attributes[call.Word(0)], (short)call.Int(1)));
        kernel.On("posix_spawnattr_setpgroup", call => SetGroup(_attributes[call.Word(0)], call.Int(1)));
        kernel.On("posix_spawnattr_setsigdefault", call => SetDefaults(_attributes[call.Word(0)], call.Target<uint>(1)));
        kernel.On("posix_spawn_file_actions_init", call => Add(_actions, call));
        kernel.On("posix_spawn_file_actions_destroy", call => Remove(_actions, call));
        kernel.On("posix_spawn_file_actions_adddup2", call => AddDescriptor(_actions[call.Word(0)], call.Int(1), call.Int(2)));
        if (kernel.Abi.Symbols().Contains("posix_spawn_file_actions_addchdir_np"))
        {
            kernel.On("posix_spawn_file_actions_addchdir_np", call => SetDirectory(_actions[call.Word(0)], call.Text(1)));
        }

        kernel.On("posix_spawn", Spawn);
    }

    /// <summary>The files that can be run, and what a program writes to its standard output.</summary>
    public Dictionary<string, string> Programs { get; } = new(StringComparer.Ordinal) { ["/bin/worker"] = "" };

    /// <summary>Why the next program is not started; null for no reason.</summary>
    public string? Failure { get; set; }

    /// <summary>Attributes and actions that were not destroyed.</summary>
    public int Leftover => _attributes.Count + _actions.Count;

    /// <summary>Whether the last program has the default action for SIGPIPE.</summary>
    public bool HasDefaultPipeSignal { get; private set; }

    private int SessionFlag => (int)(_kernel.Abi.FindConstant("POSIX_SPAWN_SETSID") ?? 0);

    private int Number(string name) => _kernel.Abi.Constant(name);

    private static nint Add<T>(Dictionary<nint, T> all, NativeCall call)
        where T : new()
    {
        all.Add(call.Word(0), new T());
        return 0;
    }

    private static nint Remove<T>(Dictionary<nint, T> all, NativeCall call)
    {
        Assert.True(all.Remove(call.Word(0)));
        return 0;
    }

    // Behaviours.md: spawn-flags
    private nint SetFlags(Attributes attributes, short flags)
    {
        int known = Number("POSIX_SPAWN_SETPGROUP") | Number("POSIX_SPAWN_SETSIGDEF") | SessionFlag;
        attributes.Flags = flags;
        return (flags & ~known) == 0 ? 0 : Number("EINVAL");
    }

    private static nint SetGroup(Attributes attributes, int group)
    {
        attributes.Group = group;
        return 0;
    }

    private static nint SetDefaults(Attributes attributes, uint signals)
    {
        attributes.Defaults = signals;
        return 0;
    }

    private nint AddDescriptor(Actions actions, int descriptor, int number)
    {
        if (descriptor < 0 || number < 0)
        {
            return Number("EBADF");
        }

        actions.Descriptors[number] = descriptor;
        return 0;
    }

    private static nint SetDirectory(Actions actions, string directory)
    {
        actions.Directory = directory;
        return 0;
    }

    private nint Access(NativeCall call) => Programs.ContainsKey(call.Text(0)) ? 0 : throw new SystemCallFailedException(Number("ENOENT"));

    // Behaviours.md: spawn-group
    // Behaviours.md: spawn-session
    private nint Spawn(NativeCall call)
    {
        Actions actions = _actions[call.Word(2)];
        Attributes attributes = _attributes[call.Word(3)];
        string path = call.Text(1);
        if (Failure is { } error)
        {
            return Number(error);
        }

        int pid = Interlocked.Increment(ref _lastPid);
        SimulatedProcess parent = _kernel.Machine.Find(Environment.ProcessId)!;
        bool leadsSession = (attributes.Flags & SessionFlag) != 0;
        bool leadsGroup = (attributes.Flags & Number("POSIX_SPAWN_SETPGROUP")) != 0;
        HasDefaultPipeSignal =
            (attributes.Flags & Number("POSIX_SPAWN_SETSIGDEF")) != 0 && (attributes.Defaults & (1 << (Number("SIGPIPE") - 1))) != 0;
        _kernel.Machine.Processes.Add(
            new SimulatedProcess(pid, Path.GetFileName(path))
            {
                ParentPid = Environment.ProcessId,
                UserIds = parent.UserIds,
                StartSeconds = SimulatedMachine.BootSeconds + 1000,
                SessionId = leadsSession ? pid : parent.SessionId,
                ProcessGroupId =
                    leadsSession ? pid
                    : leadsGroup ? (attributes.Group == 0 ? pid : attributes.Group)
                    : parent.ProcessGroupId,
                WorkingDirectory = actions.Directory ?? "/",
                ExecutablePath = path,
                Arguments = ReadTexts(call.Word(4)),
                Environment = ReadTexts(call.Word(5)),
            }
        );
        if (actions.Descriptors.TryGetValue(1, out int output))
        {
            using SafeFileHandle handle = new(output, ownsHandle: false);
            using FileStream stream = new(handle, FileAccess.Write, bufferSize: 0);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(Programs[path]));
        }

        call.Target<int>(0) = pid;
        return 0;
    }

    // Behaviours.md: wait-child
    private nint Collect(NativeCall call)
    {
        int pid = call.Int(0);
        Assert.Equal(Number("WNOHANG"), call.Int(2));
        SimulatedProcess? child = _kernel.Machine.Find(pid);
        if (child?.ParentPid != Environment.ProcessId)
        {
            throw new SystemCallFailedException(Number("ECHILD"));
        }

        if (child.Status != ProcessStatus.Zombie)
        {
            return 0;
        }

        call.Target<int>(1) = child.WaitStatus;
        _kernel.Machine.Processes.RemoveAll(process => process.Pid == pid);
        return pid;
    }

    private static byte[][] ReadTexts(nint pointer)
    {
        List<byte[]> texts = [];
        for (byte** next = (byte**)pointer; *next is not null; next++)
        {
            texts.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*next).ToArray());
        }

        return [.. texts];
    }

    private sealed class Attributes
    {
        public short Flags { get; set; }

        public int Group { get; set; }

        public uint Defaults { get; set; }
    }

    private sealed class Actions
    {
        public Dictionary<int, int> Descriptors { get; } = [];

        public string? Directory { get; set; }
    }
}
