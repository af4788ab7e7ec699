using System.IO.Pipes;
using Psutil.Tool.Platform;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>What is typed is ours as long as we have the terminal, and not a key longer.</summary>
public class UnixKeySourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task WhatIsTypedWhileItIsHeldIsLeftToOthers()
    {
        using AnonymousPipeServerStream keyboard = new(PipeDirection.Out);
        using AnonymousPipeClientStream other = new(PipeDirection.In, keyboard.ClientSafePipeHandle);
        using UnixKeySource source = new((int)keyboard.ClientSafePipeHandle.DangerousGetHandle());
        Task<bool> waiting = Task.Run(source.Await, TestContext.Current.CancellationToken);
        source.Hold();
        for (byte letter = (byte)'a'; letter <= (byte)'z'; letter++)
        {
            keyboard.WriteByte(letter);
            byte[] seen = new byte[1];
            await other
                .ReadExactlyAsync(seen, TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal(letter, seen[0]);
        }

        Assert.False(waiting.IsCompleted);
        Assert.Empty(source.Take());
        source.Release();
        keyboard.WriteByte((byte)'q');
        Assert.True(await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal([Key.Of('q')], source.Take());
    }

    [Fact]
    public void ItEndsWithItsTerminal()
    {
        using AnonymousPipeServerStream keyboard = new(PipeDirection.Out);
        using UnixKeySource source = new((int)keyboard.ClientSafePipeHandle.DangerousGetHandle());
        keyboard.WriteByte((byte)'x');
        Assert.True(source.Await());
        keyboard.SafePipeHandle.Dispose();
        Assert.False(source.Await());
        Assert.Equal([Key.Of('x')], source.Take());
    }
}
