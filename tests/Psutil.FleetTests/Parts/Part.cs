using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.NetworkInformation;

namespace Psutil.FleetTests.Parts;

/// <summary>A server that a test started on a free port and in a folder of its own, and ends by its PID.</summary>
internal sealed class Part : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log;

    private Part(Process process, ConcurrentQueue<string> log, int port)
    {
        (_process, _log) = (process, log);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>The PID of the server.</summary>
    public int Pid => _process.Id;

    /// <summary>Its host and port.</summary>
    public string Address => Client.BaseAddress!.Authority;

    /// <summary>The end of what it wrote, for messages.</summary>
    public string Log => string.Join('\n', _log.TakeLast(20));

    /// <summary>Starts it and waits until it listens. It must listen on port 0, so that no other program has its port before it.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="ready">The address that answers with success as soon as it can be asked.</param>
    /// <param name="environment">Variables that it has beside those of this process, or, with null, has not.</param>
    public static async Task<Part> StartAsync(
        string path,
        IEnumerable<string> arguments,
        string folder,
        string ready,
        params (string Name, string? Value)[] environment
    )
    {
        Process process = new()
        {
            StartInfo = new ProcessStartInfo(path, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            },
        };
        foreach ((string name, string? value) in environment)
        {
            process.StartInfo.Environment[name] = value;
        }

        ConcurrentQueue<string> log = [];
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            NetworkConnection listening = await Wait.ForAsync($"{path} listens", () =>
            {
                Assert.False(process.HasExited, $"{path} ended: {string.Join('\n', log)}");
                return Task.FromResult(FindListening(process.Id));
            });
            Part part = new(process, log, listening.LocalEndPoint!.Port);
            await Wait.ForAsync($"{path} is ready", async () =>
            {
                using HttpResponseMessage answer = await part.Client.GetAsync(ready, TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode ? part : null;
            });
            return part;
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Kill(_process);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static NetworkConnection? FindListening(int pid)
    {
        try
        {
            return Machine
                .Local.Processes.Get(pid)
                .GetConnections(ConnectionKinds.Tcp)
                .FirstOrDefault(connection => connection.State == TcpState.Listen);
        }
        catch (PsutilException)
        {
            // It has ended: the caller sees that as well.
            return null;
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
