using System.Diagnostics;
using System.Text.Json;

namespace Psutil.Tool.Tests.Live;

/// <summary><c>psutil serve</c> of a command that was published or installed.</summary>
internal static class ServedMachine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // What the user of the tests has set is not for the program under test.
    private static readonly (string, string?)[] Environment =
    [
        ("PSUTIL_SERVE_TOKEN", null),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", null),
        ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", null),
    ];

    /// <summary>Starts it on a free port, asks it over HTTP, and ends it.</summary>
    /// <param name="command">The program, with arguments that stand before those of psutil.</param>
    public static async Task CheckAsync(params string[] command)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process server = Executable.Start(command[0], [.. command[1..], "serve", "--listen", "127.0.0.1:0"], Environment);
        try
        {
            const string Prefix = "psutil serves on ";
            string? line = await server.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
            if (line?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            {
                Assert.Fail($"It says {line ?? "nothing"}, and {await server.StandardError.ReadToEndAsync(cancellation)}");
            }

            using HttpClient client = new() { BaseAddress = new Uri(line[Prefix.Length..]), Timeout = Patience };
            JsonElement memory = JsonElement.Parse(await client.GetStringAsync("/api/v1/memory", cancellation));
            Assert.Equal(
                Machine.Local.Memory.GetVirtual().Total,
                memory.GetProperty("memory").GetProperty("virtual").GetProperty("total").GetInt64()
            );
            Assert.Contains(
                "\nsystem_memory_usage_bytes{",
                await client.GetStringAsync("/metrics", cancellation),
                StringComparison.Ordinal
            );
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        }
    }
}
