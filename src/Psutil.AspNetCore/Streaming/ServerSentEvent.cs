using System.Text;

namespace Psutil.AspNetCore.Streaming;

/// <summary>An event of a stream of server-sent events.</summary>
internal static class ServerSentEvent
{
    /// <summary>A comment, which keeps a connection alive that has no events.</summary>
    public static readonly byte[] Comment = ": waiting\n\n"u8.ToArray();

    /// <summary>The event with one line of data.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="line">The data: one line with its end.</param>
    public static byte[] Of(string name, byte[] line) => [.. Encoding.ASCII.GetBytes($"event: {name}\ndata: "), .. line, (byte)'\n'];
}
