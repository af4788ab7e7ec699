using Microsoft.AspNetCore.Http.Features;

namespace Psutil.AspNetCore.Streaming;

/// <summary>Answers with the stream of server-sent events.</summary>
/// <param name="feed">What is sent.</param>
/// <param name="writeTimeout">How long a client can take to accept a part of what is sent.</param>
/// <param name="stopping">Ends all streams when the application ends: it would wait for them.</param>
internal sealed class EventStream(LiveFeed feed, TimeSpan writeTimeout, CancellationToken stopping)
{
    private const int PartLength = 64 * 1024;

    // A client that is gone is noticed by writing.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    /// <summary>Sends ticks until the client leaves, or is too slow, or the application ends.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        if (!feed.TryJoin())
        {
            context.Response.Headers.RetryAfter = "5";
            await GuardedEndpoint
                .RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "There are too many streams; try again later.")
                .ConfigureAwait(false);
            return;
        }

        try
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await SendAsync(context, end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has left, or the application ends.
        }
        finally
        {
            feed.Leave();
        }
    }

    private async Task SendAsync(HttpContext context, CancellationToken end)
    {
        await SendAsync(context, ServerSentEvent.Comment, end).ConfigureAwait(false);
        long number = 0;
        bool hasProcesses = false;
        while (!end.IsCancellationRequested)
        {
            IReadOnlyList<LiveTick>? ticks = feed.After(number, out Task next);
            if (ticks is null)
            {
                // The browser connects again, and gets all processes.
                return;
            }

            foreach (LiveTick tick in ticks)
            {
                await SendAsync(context, tick.Machine, end).ConfigureAwait(false);
                byte[]? processes = hasProcesses ? tick.Changes : tick.All;
                // Without the changes of one tick, those of the next do not fit.
                hasProcesses = processes is not null;
                if (processes is not null)
                {
                    await SendAsync(context, processes, end).ConfigureAwait(false);
                }

                number = tick.Number;
            }

            if (ticks.Count == 0 && await IsSilentAsync(next, end).ConfigureAwait(false))
            {
                await SendAsync(context, ServerSentEvent.Comment, end).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> IsSilentAsync(Task next, CancellationToken end)
    {
        try
        {
            await next.WaitAsync(LongestSilence, end).ConfigureAwait(false);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    private async Task SendAsync(HttpContext context, byte[] bytes, CancellationToken end)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(end);
        try
        {
            // A slow link gets the time for each part.
            for (int start = 0; start < bytes.Length; start += PartLength)
            {
                limit.CancelAfter(writeTimeout);
                await context
                    .Response.Body.WriteAsync(bytes.AsMemory(start, Math.Min(PartLength, bytes.Length - start)), limit.Token)
                    .ConfigureAwait(false);
            }

            await context.Response.Body.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }
}
