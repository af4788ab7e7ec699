using Psutil.Tool.Commands;
using Psutil.Tool.Report;

namespace Psutil.Tool.Overview;

/// <summary><c>psutil</c> alone: the machine at a glance.</summary>
internal static class OverviewCommand
{
    public static int Run(ToolHost host, WatchLoop loop)
    {
        Machine machine = host.OpenMachine();
        HostDescription description = host.DescribeHost();
        OverviewSample? earlier = null;
        Gap? failure = null;
        loop.WriteText(page =>
        {
            if (earlier is null)
            {
                earlier = OverviewSample.Take(machine, host.Clock, new Gaps());
                host.Sleep(loop.Interval);
            }

            Gaps gaps = new();
            OverviewSample later = OverviewSample.Take(machine, host.Clock, gaps);
            new OverviewPage(page, machine, description, host.Clock, gaps).Write(earlier, later);
            earlier = later;
            failure = gaps.FindTotalFailure("cpu", "memory", "processes");
            return failure is null;
        });
        if (failure is null)
        {
            return ExitCode.Found;
        }

        host.Complain(failure.Message);
        return ExitCode.Fatal;
    }
}
