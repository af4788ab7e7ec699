using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>A question that receives all keys until it is answered.</summary>
internal abstract record TopDialog
{
    /// <summary>The effect of a key.</summary>
    public abstract (TopState State, TopAction? Action) Press(TopState state, Key key);

    protected static (TopState, TopAction?) Close(TopState state, TopAction? action = null) => (state with { Dialog = null }, action);
}
