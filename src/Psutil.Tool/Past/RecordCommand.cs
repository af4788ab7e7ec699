using System.CommandLine;
using System.Runtime.InteropServices;
using Psutil.Recording;
using Psutil.Tool.Commands;
using Psutil.Tool.Text;
using Psutil.Tool.Top;

namespace Psutil.Tool.Past;

/// <summary><c>psutil record</c>: writes down what the machine and its processes do.</summary>
internal static class RecordCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        Option<TimeSpan?> everyOption = RecordSettings.CreateEvery("The time between two samples, in seconds (5).");
        Option<KeepLimits?> keepOption = RecordSettings.CreateKeep("How long or how much is kept (7d,2G).");
        Option<string?> directoryOption = new("--dir")
        {
            Description = "Where to write; by default /var/lib/psutil for root, else $XDG_STATE_HOME/psutil.",
            HelpName = "path",
        };
        Option<bool> trafficOption = new("--traffic") { Description = "Count what each process sends and receives, too (Linux)." };
        ToolCommand command = new("record", "Write down what the machine and its processes do, for --at.")
        {
            Options = { everyOption, keepOption, directoryOption, trafficOption },
            Examples = """
                psutil record
                psutil record --every 10 --keep 30d
                psutil record --dir /srv/history --keep 7d,500M
                psutil record --traffic
                psutil ps --at 03:12 --sort cpu
                psutil mem --at 'yesterday 14:00' --watch 60
                """,
            WriteNotes = output =>
            {
                output.WriteLine("It runs until it gets SIGTERM, SIGINT or SIGHUP. The directory is created for");
                output.WriteLine("its user alone. What looks like a secret in arguments is masked before it is");
                output.WriteLine("written; environments are not written. The last 5% of a file system stay free:");
                output.WriteLine("samples that would fill them are dropped and counted.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.None);
        command.SetAction(result =>
        {
            if (RecordingPlace.Find(host, result.GetValue(directoryOption)) is not { } directory)
            {
                return ExitCode.Usage;
            }

            RecordOptions settings = RecordSettings.Of(directory, result.GetValue(everyOption), result.GetValue(keepOption)) with
            {
                ArgumentMask = ArgumentMask.Of,
                CountTraffic = result.GetValue(trafficOption),
            };
            RecordAsync(host, settings).GetAwaiter().GetResult();
            return ExitCode.Found;
        });
        return command;
    }

    private static async Task RecordAsync(ToolHost host, RecordOptions options)
    {
        using CancellationTokenSource end = new();
        using PosixSignalRegistration terminate = EndOn(PosixSignal.SIGTERM, end);
        using PosixSignalRegistration interrupt = EndOn(PosixSignal.SIGINT, end);
        using PosixSignalRegistration hangUp = EndOn(PosixSignal.SIGHUP, end);
        using MachineRecorder recorder = new(host.OpenMachineFor(isReadAgain: true), options);
        host.Complain(
            string.Create(CultureInfo.InvariantCulture, $"recording every {options.Every.TotalSeconds:0.###} s to {options.Directory}")
        );
        string? failure = null;
        SteadyMemory memory = new();
        await recorder
            .RunAsync(
                _ =>
                {
                    Report(host, recorder, ref failure);
                    memory.OnRefreshed();
                },
                end.Token
            )
            .ConfigureAwait(false);
        host.Complain(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{recorder.WrittenSamples} samples were written, {recorder.DroppedSamples} were dropped"
            )
        );
    }

    // Once when samples begin to be lost, and once when they no longer are: a disk can be full for weeks.
    private static void Report(ToolHost host, MachineRecorder recorder, ref string? failure)
    {
        string? now = recorder.LastFailure;
        if ((failure is null) != (now is null))
        {
            host.Complain(
                now is null
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"samples are written again; {recorder.DroppedSamples} were dropped in all"
                    )
                    : $"samples are dropped: {now}"
            );
        }

        failure = now;
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, CancellationTokenSource end) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            end.Cancel();
        });
}
