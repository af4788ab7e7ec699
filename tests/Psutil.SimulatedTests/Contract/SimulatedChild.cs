using Psutil.ContractTests.Suite;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Contract;

/// <summary>A child on a simulated machine: its record changes as that of a real one would which plays the same part.</summary>
internal sealed class SimulatedChild : SubjectChild
{
    public const string Program = "/opt/tests/child";

    private readonly SimulatedSubject _subject;
    private readonly string _part;
    private readonly string[] _arguments;
    private readonly List<int> _descendants = [];

    public SimulatedChild(SimulatedSubject subject, string part, string[] arguments, ChildSettings settings)
    {
        _subject = subject;
        _part = part;
        _arguments = arguments;
        int pid = subject.Bear(Environment.ProcessId, [.. CommandLine, .. arguments], settings).Pid;
        Process = subject.Processes.Get(pid);
        switch (part)
        {
            case "exit":
                EndInAMoment(int.Parse(arguments[0], CultureInfo.InvariantCulture) << 8);
                break;
            case "tree":
                for (int depth = int.Parse(arguments[0], CultureInfo.InvariantCulture); depth > 0; depth--)
                {
                    _descendants.Add(subject.Bear(_descendants is [.., var last] ? last : pid, CommandLine, settings).Pid);
                }

                break;
            case "listen":
                Greeting = subject.Listen(pid).Port.ToString(CultureInfo.InvariantCulture);
                break;
            case "hold":
                subject.Change(pid, process => process with { Files = [.. process.Files, (4, arguments[0])] });
                break;
            default:
                break;
        }

        Greeting ??= string.Join(' ', _descendants);
    }

    public override OSProcess Process { get; }

    public override string Greeting { get; }

    public override string ProgramPath => Program;

    public override IReadOnlyList<string> CommandLine => [Program, "--as-child", _part];

    public override void Act() => _subject.Change(Process.Pid, process => _part switch
            {
                "spin" => process with { UserMicroseconds = process.UserMicroseconds + 200_000 },
                "allocate" => Allocate(process, int.Parse(_arguments[0], CultureInfo.InvariantCulture) / 4096),
                "write" => process with { Writes = process.Writes + 64, DiskBytesWritten = process.DiskBytesWritten + (64 * 16384) },
                _ => throw new InvalidOperationException($"A child that plays {_part} does nothing."),
            });

    public override void BeginToEnd() => EndInAMoment(0);

    public override void Dispose()
    {
        foreach (int pid in _descendants.Append(Process.Pid))
        {
            _subject.End(pid, 9);
        }
    }

    // The exit code of a child is never lost, however late somebody asks.
    private void EndInAMoment(int waitStatus)
    {
        Process.FollowExit();
        _subject.EndInAMoment(Process.Pid, waitStatus);
    }

    private static SimulatedProcess Allocate(SimulatedProcess process, int pages) =>
        process with
        {
            RssPages = process.RssPages + pages,
            DataPages = process.DataPages + pages,
            VirtualPages = process.VirtualPages + pages,
        };
}
