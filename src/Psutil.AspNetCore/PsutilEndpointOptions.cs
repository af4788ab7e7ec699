using Microsoft.Extensions.DependencyInjection;

namespace Psutil.AspNetCore;

/// <summary>What the endpoints of Psutil show, and to whom. Later changes have no effect.</summary>
public sealed class PsutilEndpointOptions
{
    /// <summary>
    /// Whether clients of other machines are answered although the endpoints have no authorization policy. False by default: without a
    /// policy only this machine is answered.
    /// </summary>
    public bool AllowRemote { get; set; }

    /// <summary>
    /// The token that every request must present, as <c>Authorization: Bearer …</c> or by logging in on the page; null, the default, for
    /// none. At least 16 printable ASCII characters. It is compared in constant time, and never written anywhere.
    /// </summary>
    /// <exception cref="ArgumentException">It is too short, or has other characters.</exception>
    public string? Token
    {
        get;
        set
        {
            if (value is not null)
            {
                AccessToken.Check(value);
            }

            field = value;
        }
    }

    /// <summary>
    /// Names of this machine that a request can use in <c>Host</c>, without a port, beside <c>localhost</c>, the machine's host name and IP
    /// addresses. Any other name could be one that an attacker points at this machine (DNS rebinding). A request with a valid token in its
    /// header, or to an endpoint with an authorization policy, can use any name. Without <see cref="AllowRemote"/> and without a policy,
    /// only <c>localhost</c> and loopback addresses are accepted.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Whether processes and connections are shown: true by default.</summary>
    public bool ShowProcesses { get; set; } = true;

    /// <summary>
    /// Whether the arguments of processes are shown: false by default, because they can hold secrets. What looks like one is masked; no
    /// rule recognizes all of them.
    /// </summary>
    public bool ShowArguments { get; set; }

    /// <summary>
    /// Whether the environment of a process is shown: false by default, because it holds secrets. Only behind a token or an authorization
    /// policy, and masked as arguments are.
    /// </summary>
    public bool ShowEnvironment { get; set; }

    /// <summary>
    /// The shortest time between two readings of a source, and the time between two events of the stream: 1 second by default. All clients
    /// share one reading, and while there is no client nothing is read.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 100 ms or more than a minute.</exception>
    public TimeSpan Interval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(100));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(1));
            field = value;
        }
    } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the machine's numbers are read, for the hour of history, also while no stream is open: false by default.
    /// </summary>
    public bool KeepHistory { get; set; }

    /// <summary>
    /// Whether <c>/metrics</c> has the names and labels of node_exporter instead of those of OpenTelemetry: false by default. Linux.
    /// docs/metrics.md lists what differs from it.
    /// </summary>
    public bool NodeExporterNames { get; set; }

    /// <summary>
    /// The directory of a recording (<see cref="Recording.MachineRecorder"/>), whose last day the page shows while there is one; null for
    /// that of <see cref="PsutilRecorderServiceCollectionExtensions.AddPsutilRecorder"/>, or for none. Without
    /// <see cref="ShowProcesses"/> it shows no processes either.
    /// </summary>
    public string? RecordingDirectory { get; set; }

    /// <summary>The most streams at one time: 64 by default. A further client is refused with status 503.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaximumStreams
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 64;
}
