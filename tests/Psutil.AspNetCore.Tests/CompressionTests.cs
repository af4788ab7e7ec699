using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Psutil.AspNetCore.Tests;

/// <summary>What a client that accepts gzip gets.</summary>
public class CompressionTests
{
    [Theory]
    [InlineData("gzip", true)]
    [InlineData("deflate, GZIP;q=0.5", true)]
    [InlineData("*", true)]
    [InlineData("*;q=0, gzip", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("gzip;q=0, *", false)]
    [InlineData("identity", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("gzip;q=x;;", false)]
    public void TheClientChooses(string? header, bool accepts) => Assert.Equal(accepts, Answer.AcceptsGzip(new StringValues(header)));

    [Theory]
    [InlineData("/metrics", "# HELP target_info ")]
    [InlineData("/api/v1/machine", "{\"schema\":1,")]
    [InlineData("/api/v1/openapi.json", "{")]
    public async Task ADocumentIsCompressedOnlyForWhoAcceptsIt(string address, string start)
    {
        await using Site site = await Site.StartAsync();
        using HttpResponseMessage plain = await site.AskAsync(HttpMethod.Get, address);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        byte[] text = await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        using HttpResponseMessage compressed = await site.AskAsync(HttpMethod.Get, address, ("Accept-Encoding", "gzip"));
        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], compressed.Headers.Vary);
        Assert.Equal(plain.Content.Headers.ContentType, compressed.Content.Headers.ContentType);
        byte[] packed = await compressed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(packed.Length < text.Length, $"{packed.Length} of {text.Length} bytes");
        using StreamReader reader = new(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
        Assert.StartsWith(start, await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
