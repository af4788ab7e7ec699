using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Psutil.ContractTests.Children;

/// <summary>
/// What this very program does when the tests start it as a child: the same on every operating system. It says 'ready', does for each line
/// that it reads what its part is, says 'done', and ends with exit code 0 when its input ends.
/// </summary>
internal static class ChildProgram
{
    public const string Switch = "--as-child";

    private static readonly List<object> Held = [];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The test framework brings the program's own beginning.")]
    internal static void RunIfAsked()
    {
        if (Environment.GetCommandLineArgs() is [_, Switch, var part, .. var arguments])
        {
            Environment.Exit(Run(part, arguments));
        }
    }

    private static int Run(string part, string[] arguments)
    {
        if (part == "exit")
        {
            return int.Parse(arguments[0], CultureInfo.InvariantCulture);
        }

        if (part == "leave")
        {
            return Leave(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        }

        string greeting = part switch
        {
            "tree" => StartBranch(arguments),
            "listen" => Listen(),
            "hold" => Hold(arguments[0]),
            "guard" => StartGuarded(),
            _ => "",
        };
        Say($"ready {greeting}".TrimEnd());
        if (part == "set up")
        {
            StartIntoCgroup(arguments[0], arguments[1]);
        }

        // No other thread can run what is in this module before its initializer, which this is, has ended.
        for (long count = 0; part == "count"; count++)
        {
            Say(count.ToString(CultureInfo.InvariantCulture));
            Thread.Sleep(10);
        }

        while (Console.In.ReadLine() is not null)
        {
            Act(part, arguments);
            Say("done");
        }

        return 0;
    }

    private static void Act(string part, string[] arguments)
    {
        switch (part)
        {
            case "spin":
                TimeSpan start = Environment.CpuUsage.TotalTime;
                while (Environment.CpuUsage.TotalTime - start < TimeSpan.FromMilliseconds(200)) { }

                break;
            case "allocate":
                byte[] bytes = GC.AllocateUninitializedArray<byte>(int.Parse(arguments[0], CultureInfo.InvariantCulture), pinned: true);
                for (int index = 0; index < bytes.Length; index += 1024)
                {
                    bytes[index] = 1;
                }

                Held.Add(bytes);
                break;
            case "write":
                using (FileStream file = new(arguments[0], FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1))
                {
                    for (int count = 0; count < 64; count++)
                    {
                        file.Write(new byte[16384]);
                    }

                    file.Flush(flushToDisk: true);
                }

                break;
            case "limits":
                Say(Machine.Local.GetLimits().ToString());
                break;
            default:
                break;
        }
    }

    // The child lives as long as its parent keeps its input open.
    private static string StartBranch(string[] arguments)
    {
        int depth = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        if (depth == 0)
        {
            return "";
        }

        ProcessStartInfo start = new(Environment.ProcessPath!, [Switch, "tree", (depth - 1).ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process branch = Process.Start(start)!;
        Held.Add(branch);
        return $"{branch.Id} {branch.StandardOutput.ReadLine()!["ready".Length..]}";
    }

    // Starts a child that does the same, and ends; the last says its PID and does not end by itself.
    private static int Leave(int depth)
    {
        if (depth == 0)
        {
            Say($"ready {Environment.ProcessId}");
            Thread.Sleep(Timeout.Infinite);
        }

        string rest = (depth - 1).ToString(CultureInfo.InvariantCulture);
        using Process next = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Switch, "leave", rest]))!;
        return 0;
    }

    // A child that does not end by itself, but dies with this program.
    private static string StartGuarded()
    {
        ChildProcess child = Machine.Local.Processes.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [Switch, "count"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
            new StartOptions { DieWithParent = true }
        );
        Held.Add(child);
        return child.Pid.ToString(CultureInfo.InvariantCulture);
    }

    // The child is held before its program runs for as long as its cgroup cannot be written to.
    private static void StartIntoCgroup(string cgroup, string marker) =>
        Machine.Local.Processes.Start(
            new ProcessStartInfo("/bin/sh", ["-c", ": > \"$1\"", "sh", marker]),
            new StartOptions { Cgroup = cgroup }
        );

    private static string Listen()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Held.Add(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private static string Hold(string path)
    {
        Held.Add(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite));
        return "";
    }

    private static void Say(string text)
    {
        Console.Out.WriteLine(text);
        Console.Out.Flush();
    }
}
