namespace Psutil.AspNetCore;

/// <summary>What the endpoints of Psutil show, and to whom.</summary>
public sealed class PsutilEndpointOptions
{
    /// <summary>
    /// Whether clients of other machines are answered although the endpoints have no authorization policy. False by default: without a
    /// policy only this machine is answered.
    /// </summary>
    public bool AllowRemote { get; set; }
}
