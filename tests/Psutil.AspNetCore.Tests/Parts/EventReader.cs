namespace Psutil.AspNetCore.Tests.Parts;

/// <summary>Reads server-sent events.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>The next event with its data; null at the end of the stream.</summary>
    public async Task<(string Name, JsonElement Data)?> ReadAsync()
    {
        string? name = null;
        while (await _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Wait.Patience) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                using JsonDocument document = JsonDocument.Parse(line["data: ".Length..]);
                return (name!, document.RootElement.Clone());
            }
        }

        return null;
    }

    /// <summary>The next event of a name.</summary>
    public async Task<JsonElement> ReadAsync(string wanted)
    {
        while (await ReadAsync() is { } read)
        {
            if (read.Name == wanted)
            {
                return read.Data;
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    public void Dispose() => _reader.Dispose();
}
