using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;

namespace Psutil.Server;

/// <summary>Runs the server until somebody ends it.</summary>
internal static class ServeRun
{
    /// <exception cref="ServeException">It cannot listen.</exception>
    public static async Task RunAsync(ServeSettings settings, Machine machine, TextWriter output)
    {
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        foreach (ListenAddress address in settings.Listen)
        {
            if (address.SocketPath is { } path)
            {
                UnixSocketFile.RemoveStale(path);
            }
        }

        WebApplication app = ServeHost.Build(settings, machine);
        await using (app.ConfigureAwait(false))
        {
            await app.StartAsync().ConfigureAwait(false);
            foreach (string address in app.Urls)
            {
                await output
                    .WriteLineAsync($"psutil serves on {address.Replace("http://unix:", "unix:", StringComparison.Ordinal)}")
                    .ConfigureAwait(false);
            }

            await output.FlushAsync().ConfigureAwait(false);
            await end.Task.ConfigureAwait(false);
            await app.StopAsync().ConfigureAwait(false);
        }

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            end.TrySetResult();
        }
    }
}
