using Psutil.Compare.Contestants;
using Psutil.Compare.Readings.BaseClasses;
using Psutil.Compare.Readings.Library;

namespace Psutil.Compare;

/// <summary>All who take part, the floor first; who cannot is named with the reason.</summary>
internal sealed class Field : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private Field(IReadOnlyList<Contestant> readers, IReadOnlyList<Contestant> programs, IReadOnlyList<string> absent)
    {
        Readers = readers;
        Programs = programs;
        Absent = absent;
    }

    /// <summary>Those who read in a process that goes on.</summary>
    public IReadOnlyList<Contestant> Readers { get; }

    /// <summary>Those who are started anew each time.</summary>
    public IReadOnlyList<Contestant> Programs { get; }

    public IReadOnlyList<string> Absent { get; }

    public static Field Assemble(bool withPrograms)
    {
        List<string> absent = [];
        bool hasPsutil = new Command(Python, "-c", "import psutil").TryRun() is not null;
        if (!hasPsutil)
        {
            absent.Add("psutil: Debian's package python3-psutil is not installed");
        }

        List<Contestant> readers =
        [
            new ServingContestant(
                "C floor",
                new Command(
                    Toolchain.BuildC(
                        "floor",
                        "floor/main.c",
                        "floor/floor.c",
                        "floor/processes.c",
                        "floor/machine.c",
                        "floor/storage.c",
                        "floor/network.c",
                        "floor/cgroups.c",
                        "floor/holders.c"
                    )
                )
            ),
            new DotNetContestant(LibraryReading.Name),
            new DotNetContestant(LibraryByTwo.Name),
            new DotNetContestant(LibraryByBpf.Name),
            new DotNetContestant(BaseClassesReading.Name),
        ];
        if (hasPsutil)
        {
            string peer = Path.Join(Repository.Bench, "peers/psutil_peer.py");
            readers.Add(new ServingContestant("psutil (Python)", new Command(Python, peer)));
            readers.Add(new ServingContestant("psutil (Python), cold", new Command(Python, peer, "--cold")));
        }

        if (Toolchain.BuildGo() is { } gopsutil)
        {
            readers.Add(new ServingContestant("gopsutil", new Command(gopsutil)));
        }
        else
        {
            absent.Add("gopsutil: Debian's packages golang-go and golang-github-shirou-gopsutil-dev are not installed, or do not build");
        }

        return new Field(readers, withPrograms ? AssemblePrograms(hasPsutil, absent) : [], absent);
    }

    public void Dispose()
    {
        foreach (Contestant contestant in (IEnumerable<Contestant>)[.. Readers, .. Programs])
        {
            contestant.Dispose();
        }
    }

    private static List<Contestant> AssemblePrograms(bool hasPsutil, List<string> absent)
    {
        string stopwatch = Toolchain.BuildC("stopwatch", "scene/stopwatch.c");
        List<Contestant> programs =
        [
            new ProgramContestant("C floor", stopwatch, new Command(Toolchain.BuildC("list", "floor/list.c", "floor/floor.c"))),
        ];
        AddTool("psutil ps (NativeAOT)", aheadOfTime: true, bar: 1.6);
        AddTool("psutil ps (JIT)", aheadOfTime: false, bar: null);
        programs.Add(new ProgramContestant("ps", stopwatch, new Command("ps", "-e", "-o", "pid,state,rss,user,comm")));
        if (hasPsutil)
        {
            programs.Add(
                new ProgramContestant(
                    "psutil (Python)",
                    stopwatch,
                    new Command(Python, Path.Join(Repository.Bench, "peers/psutil_list.py"))
                )
            );
        }

        return programs;

        void AddTool(string name, bool aheadOfTime, double? bar)
        {
            if (Toolchain.PublishTool(aheadOfTime) is not { } tool)
            {
                absent.Add($"{name}: it could not be published (NativeAOT needs clang and zlib1g-dev)");
            }
            else if (new Command(tool, "ps").TryRun() is null)
            {
                absent.Add($"{name}: it failed");
            }
            else
            {
                programs.Add(new ProgramContestant(name, stopwatch, new Command(tool, "ps"), bar));
            }
        }
    }
}
