using Psutil.Tool.Commands;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Overview;

/// <summary><c>psutil</c> without arguments: an overview of the machine.</summary>
internal static class OverviewCommand
{
    public static int Run(ToolHost host, WatchLoop loop)
    {
        Machine machine = host.OpenMachineFor(loop.ReadsAgain);
        HostDescription description = host.DescribeHost();
        OverviewSample? earlier = null;
        Gap? failure = null;
        bool isHeadWritten = loop.Terminal.CanRedraw && !loop.Repeats;
        if (isHeadWritten)
        {
            // A person sees at once that something happens, while the rates are measured.
            loop.Write(OverviewSections.Head(loop.Terminal, description, host.Clock, OverviewHead.Take(machine, new Gaps())));
        }

        loop.WriteText(page =>
        {
            if (earlier is null)
            {
                earlier = OverviewSample.Take(machine, host.Clock, new Gaps());
                host.Sleep(loop.Interval);
            }

            OverviewReading reading = OverviewReading.Take(
                host,
                machine,
                OverviewSections.ListRowsOn(page.Terminal),
                withHead: !isHeadWritten
            );
            new OverviewPage(page, description, host.Clock, reading).Write(earlier);
            earlier = reading.Sample;
            failure = reading.Gaps.FindTotalFailure(CpuReading.PlaceOfTimes, MemoryReading.PlaceOfVirtual, OverviewSample.PlaceOfProcesses);
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
