using System.Buffers;

namespace Psutil.AspNetCore.Exposition;

/// <summary>The instruments of the meter <see cref="PsutilMetrics.MeterName"/> of one service provider as text for Prometheus.</summary>
internal sealed class MetricsText(IServiceProvider services)
{
    /// <summary>The services whose meter is measured.</summary>
    public IServiceProvider Services => services;

    /// <summary>Measures all instruments and writes them.</summary>
    public void Write(IBufferWriter<byte> output, MetricsFormat format)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (format == MetricsFormat.OpenMetrics)
        {
            output.Write("# EOF\n"u8);
        }
    }

    /// <summary>Answers a request in the format that it accepts.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        ArrayBufferWriter<byte> text = new();
        Write(text, MetricsFormat.PrometheusText);
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        context.Response.ContentLength = text.WrittenCount;
        await context.Response.Body.WriteAsync(text.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
