using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Psutil.AspNetCore;

/// <summary>Answers a request with a document, compressed if the client accepts gzip.</summary>
internal static class Answer
{
    // What fits a packet or two arrives no sooner.
    private const int ShortestToCompress = 2048;

    // A document is the same array for all that ask within an interval: it is compressed once.
    private static readonly ConditionalWeakTable<byte[], byte[]> Compressed = [];

    /// <summary>Answers with a document that other clients get, too.</summary>
    public static Task WriteAsync(HttpContext context, byte[] document, string contentType) =>
        IsCompressed(context, document.Length)
            ? SendAsync(context, Compressed.GetValue(document, static plain => Compress(plain)), contentType)
            : SendAsync(context, document, contentType);

    /// <summary>Answers with a text that was made for this request.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> text, string contentType) =>
        SendAsync(context, IsCompressed(context, text.Length) ? Compress(text.Span) : text, contentType);

    /// <summary>Whether a client accepts gzip, by its header <c>Accept-Encoding</c>. Without a header it is not known to.</summary>
    internal static bool AcceptsGzip(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList(header, out IList<StringWithQualityHeaderValue>? codings))
        {
            return false;
        }

        StringWithQualityHeaderValue? chosen = Find("gzip") ?? Find("*");
        return chosen is not null && chosen.Quality is not 0;

        StringWithQualityHeaderValue? Find(string coding) =>
            codings.FirstOrDefault(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsCompressed(HttpContext context, int length)
    {
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (length < ShortestToCompress || !AcceptsGzip(context.Request.Headers.AcceptEncoding))
        {
            return false;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return true;
    }

    private static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        using MemoryStream compressed = new(plain.Length / 4);
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
