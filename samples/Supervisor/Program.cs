// Keeps a program running: starts it again whenever it ends, and ends it with all its descendants on Ctrl+C or when this program is killed.
//   Supervisor PAUSE_SECONDS MOST_PROCESSES|- PROGRAM [ARGUMENT]...
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

if (args is not [string pauseSeconds, string mostProcesses, string program, .. string[] arguments])
{
    Console.Error.WriteLine("usage: Supervisor PAUSE_SECONDS MOST_PROCESSES|- PROGRAM [ARGUMENT]...");
    return 2;
}

TimeSpan pause = TimeSpan.FromSeconds(double.Parse(pauseSeconds, CultureInfo.InvariantCulture));
StartOptions options = new()
{
    NewProcessGroup = true,
    DieWithParent = true,
    TrackTree = true,
    OnDispose = ChildDisposal.KillTree,
    ResourceLimits = ulong.TryParse(mostProcesses, CultureInfo.InvariantCulture, out ulong most)
        ? new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.ProcessCount] = new(most, most) }
        : null,
};

using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
while (!stop.IsCancellationRequested)
{
    using ChildProcess child = Machine.Local.Processes.Start(new ProcessStartInfo(program, arguments), options);
    Console.WriteLine($"{child.Pid} started");
    try
    {
        Console.WriteLine($"{child.Pid} ended with {await child.WaitAsync(stop.Token)}");
        await Task.Delay(pause, stop.Token);
    }
    catch (OperationCanceledException)
    {
        KillTreeResult result = child.Tree!.Kill(new KillTreeOptions { GracePeriod = TimeSpan.FromSeconds(5) });
        Console.WriteLine($"{result.Ended.Count} ended, {result.Ended.Count(exit => exit.WasForced)} of them killed");
    }
}

return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
